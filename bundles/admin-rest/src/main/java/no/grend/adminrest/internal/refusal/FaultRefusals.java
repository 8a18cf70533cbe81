package no.grend.adminrest.internal.refusal;

import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;

/** Answers everything else that is thrown: a fault of ours. */
@Component(service = ExceptionMapper.class)
@JaxrsExtension
@JaxrsApplicationSelect(AdminApplication.SELECT)
public final class FaultRefusals implements ExceptionMapper<Throwable> {

    private static final Problem BAD_ADDRESS = Problem.invalid(
            null, "ADDRESS_INVALID", "The address holds a % that two hexadecimal digits do not follow; write %25.");

    @Override
    public Response toResponse(Throwable fault) {
        return isBadAddress(fault) ? Refusal.of(BAD_ADDRESS) : Refusal.of(fault);
    }

    /** CXF reads the query before any of our filters, and tells of a lone percent sign only in its message. */
    private static boolean isBadAddress(Throwable fault) {
        return fault instanceof IllegalArgumentException
                && String.valueOf(fault.getMessage()).startsWith("Invalid URL encoding");
    }
}
