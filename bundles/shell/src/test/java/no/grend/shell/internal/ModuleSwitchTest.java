package no.grend.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.licence.Licences;
import org.junit.jupiter.api.Test;

final class ModuleSwitchTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

    private final Map<String, Boolean> installed = new LinkedHashMap<>(Map.of());
    private final List<Licences.Standing> standings = new ArrayList<>();
    private final ModuleSwitch modules = new ModuleSwitch(new FakeModules(), new FakeLicences());

    ModuleSwitchTest() {
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
