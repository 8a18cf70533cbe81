package no.grend.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.licence.Licences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModuleSwitchTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

    private final Map<String, Boolean> installed = new LinkedHashMap<>(Map.of());
    private final List<Licences.Standing> standings = new ArrayList<>();
    private ModuleSwitch modules;

    @TempDir
    private Path etc;

    @BeforeEach
    void aDistribution() {
        modules = new ModuleSwitch(new FakeModules(), new FakeLicences(), new OffList(etc));
        installed.put("grend-booking", false);
        installed.put("grend-ledger", true);
        installed.put("grend-ocr-import", true);
        standings.add(new Licences.Standing("grend-ledger", DAY, DAY, Licences.State.VALID));
    }

    @Test
    void anUnlicensedModuleIsRefusedInWords() {
        assertThatThrownBy(() -> modules.enable("booking"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the licence does not cover it")
                .hasMessageContaining("grend:licence-install");
        standings.add(new Licences.Standing("grend-booking", DAY, DAY, Licences.State.EXPIRED));
        assertThatThrownBy(() -> modules.enable("grend-booking")).hasMessageContaining("ran out on 2026-12-31");
        assertThat(installed).containsEntry("grend-booking", false);
    }

    @Test
    void aLicensedModuleGoesOnAndOffAndSaysThatItsDataStay() {
        standings.add(new Licences.Standing("grend-booking", DAY, DAY, Licences.State.VALID));

        assertThat(modules.enable("booking")).contains("on");
        assertThat(installed).containsEntry("grend-booking", true);
        assertThat(modules.enable("booking")).contains("already");
        assertThat(modules.disable("booking")).contains("data stay");
        assertThat(installed).containsEntry("grend-booking", false);
    }

    @Test
    void aModuleThatAnotherNeedsStays() {
        assertThatThrownBy(() -> modules.disable("ledger")).hasMessageContaining("grend-ocr-import");
        modules.disable("ocr-import");
        modules.disable("ledger");
        assertThat(installed).containsEntry("grend-ledger", false);
    }

    @Test
    void whatIsOffIsWrittenDownAndStruckOutAgain() throws IOException {
        Path list = etc.resolve("no.grend.modules.cfg");
        standings.add(new Licences.Standing("grend-ocr-import", DAY, DAY, Licences.State.VALID));

        modules.disable("ocr-import");
        assertThat(list).content().contains("\noff = grend-booking, grend-ocr-import\n");
        modules.disable("ledger");
        assertThat(list).content().contains("\noff = grend-booking, grend-ledger, grend-ocr-import\n");

        modules.enable("ocr-import");
        assertThat(list).content().contains("\noff = grend-booking\n");
    }

    @Test
    void whatCannotBeWrittenDownIsNotTurnedOff() throws IOException {
        Files.delete(etc);

        assertThatThrownBy(() -> modules.disable("ocr-import")).hasMessageContaining("Nothing was changed");
        assertThat(installed).containsEntry("grend-ocr-import", true);
        Files.createDirectory(etc);
    }

    @Test
    void anUnknownModuleIsRefused() {
        assertThatThrownBy(() -> modules.enable("gym")).hasMessageContaining("no module grend-gym");
    }

    @Test
    void theListTellsStateAndLicence() {
        assertThat(modules.list())
                .contains(new ModuleSwitch.Row("grend-ledger", true, "licensed until 2026-12-31"))
                .contains(new ModuleSwitch.Row("grend-booking", false, "the licence does not cover it"));
    }

    private final class FakeModules implements Modules {
        @Override
        public List<Module> all() {
            return installed.entrySet().stream()
                    .map(entry -> new Module(
                            entry.getKey(),
                            entry.getValue(),
                            entry.getKey().equals("grend-ocr-import") ? Set.of("grend-ledger") : Set.of()))
                    .toList();
        }

        @Override
        public void install(String name) {
            installed.put(name, true);
            if (name.equals("grend-ocr-import")) {
                installed.put("grend-ledger", true);
            }
        }

        @Override
        public void uninstall(String name) {
            installed.put(name, false);
        }
    }

    private final class FakeLicences implements Licences {
        @Override
        public List<Standing> standings(Actor actor) {
            return standings;
        }

        @Override
        public List<String> notices() {
            return List.of();
        }

        @Override
        public List<Standing> install(Actor actor, String file) {
            throw new AssertionError("not asked for");
        }
    }
}
