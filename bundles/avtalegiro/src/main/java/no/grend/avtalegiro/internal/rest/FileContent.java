package no.grend.avtalegiro.internal.rest;

import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.store.BankFile;

/** The very bytes of a stored file, as a download: the same every time (P5). */
final class FileContent {

    private FileContent() {}

    static Response of(Request request, BankFiles files, BankFile file) {
        EntityTag tag = new EntityTag(file.sha256());
        Response.ResponseBuilder unchanged = request == null ? null : request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.build();
        }
        StreamingOutput bytes = out -> files.copy(file, out);
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
