package no.grend.adminrest.internal.refusal;

import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import no.grend.adminrest.internal.AdminApplication;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;

/** Answers everything else that is thrown: a fault of ours. */
@Component(service = ExceptionMapper.class)
@JaxrsExtension
@JaxrsApplicationSelect(AdminApplication.SELECT)
public final class FaultRefusals implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable fault) {
        return Refusal.of(fault);
    }
}
