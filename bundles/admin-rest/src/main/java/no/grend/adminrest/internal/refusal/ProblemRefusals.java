package no.grend.adminrest.internal.refusal;

import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Answers the refusals that modules state themselves. */
@Component(service = ExceptionMapper.class)
@JaxrsExtension
@JaxrsName("grend-refusals")
@JaxrsApplicationSelect(AdminApplication.SELECT)
public final class ProblemRefusals implements ExceptionMapper<Problem> {

    @Override
    public Response toResponse(Problem problem) {
        return Refusal.of(problem);
    }
}
