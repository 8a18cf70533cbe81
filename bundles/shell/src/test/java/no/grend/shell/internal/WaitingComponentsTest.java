package no.grend.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import no.grend.schema.SchemaStatus;
import no.grend.shell.internal.WaitingComponents.Waiting;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

final class WaitingComponentsTest {

    @Test
    void aMissingLicenceAndMissingTablesAreNamed() {
        WaitingComponents waiting = new WaitingComponents(
                runtime("no.grend.ledger", "no.grend.licence.Licence", "(feature=grend-ledger)"), null);
        assertThat(waiting.all())
                .containsExactly(new Waiting(
                        "ledger", "StoredLedger", "waits for a licence for grend-ledger (see grend:licence-list)"));

        SchemaStatus failed = () -> List.of(new SchemaStatus.ModuleSchema(
                "ledger", SchemaStatus.State.FAILED, "change set ledger_batch: table exists"));
        WaitingComponents tables = new WaitingComponents(
                runtime("no.grend.ledger", "no.grend.schema.Database", "(module=ledger)"), failed);
        assertThat(tables.all().get(0).reason()).contains("FAILED").contains("table exists");
    }

    @Test
    void othersComponentsAreNotOurs() {
        assertThat(new WaitingComponents(runtime("org.apache.cxf", "some.Service", null), null).all())
                .isEmpty();
    }

    private static ServiceComponentRuntime runtime(String bundle, String wanted, String target) {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.bundle = new BundleDTO();
        description.bundle.symbolicName = bundle;
        description.name = "no.grend.ledger.internal.StoredLedger";
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "wanted";
        reference.interfaceName = wanted;
        description.references = new ReferenceDTO[] {reference};
        UnsatisfiedReferenceDTO missing = new UnsatisfiedReferenceDTO();
        missing.name = "wanted";
        missing.target = target;
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {missing};
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                WaitingComponentsTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> List.of(description);
                    case "getComponentConfigurationDTOs" -> List.of(configuration);
                    default -> throw new AssertionError(method);
                });
    }
}
