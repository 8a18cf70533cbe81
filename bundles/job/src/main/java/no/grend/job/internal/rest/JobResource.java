package no.grend.job.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.job.Job;
import no.grend.job.internal.JobLine;
import no.grend.job.internal.StoredJobs;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Long work, followed over HTTP. A job tells ids and counts, no personal data, so any staff may look. */
@Component(service = JobResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobResource {

    private final StoredJobs jobs;

    @Activate
    public JobResource(@Reference StoredJobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Operation(operationId = "listJobs", summary = "Jobs in short, newest first; GET /jobs/{id} has the whole result")
    public Page<JobLine> list(
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        requireStaff(security);
        return jobs.jobs(cursor, limit);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getJob", summary = "A job: how far it has come, and its result")
    public Job get(@PathParam("id") String id, @Context SecurityContext security) {
        requireStaff(security);
        return jobs.job(id).orElseThrow(() -> Problem.notFound("There is no such job."));
    }

    private static void requireStaff(SecurityContext security) {
        ((Actor) security.getUserPrincipal()).require(Permission.ORGANISATION_READ);
    }
}
