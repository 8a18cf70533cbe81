package no.grend.invoicepdf.internal.rest;

import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import no.grend.invoicepdf.Pdf;

/** A PDF over HTTP: a download, with a tag by which a caller tells whether it has it already. */
final class PdfAnswer {

    private PdfAnswer() {}

    static Response of(Pdf pdf, Request request) {
        EntityTag tag = new EntityTag(pdf.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        return Response.ok(pdf.content(), Pdf.MEDIA_TYPE)
                .tag(tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + pdf.name() + '"')
                .build();
    }
}
