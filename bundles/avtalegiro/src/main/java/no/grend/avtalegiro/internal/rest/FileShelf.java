package no.grend.avtalegiro.internal.rest;

import java.net.URI;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.kernel.Page;

/** The files of one kind over HTTP: what claim files and cancellation files do alike. */
final class FileShelf {

    private final BankFiles files;
    private final Kind kind;
    private final String path;

    /** @param path of the resource, {@code claim-files} */
    FileShelf(BankFiles files, Kind kind, String path) {
        this.files = files;
        this.kind = kind;
        this.path = path;
    }

    /** 201 with a file that was made, or had been made by the same request before. */
    Response created(BankFile file) {
        return Response.created(URI.create(path + "/" + file.id()))
                .entity(FileAnswer.of(file, files.leftOut(file)))
                .build();
    }

    /** 200 with a file that was made before, of which the caller asked for no other. */
    Response again(BankFile file) {
        return Response.ok(FileAnswer.of(file, files.leftOut(file))
                        .warned("File " + file.name()
                                + " was made before, and nothing new can be claimed: these are the"
                                + " same bytes. When the bank has them already, do not send them again."))
                .build();
    }

    /** Newest first. */
    Page<FileAnswer> list(SecurityContext security, Integer limit, String cursor) {
        return files.files(Fields.actor(security), kind, limit, cursor).map(file -> FileAnswer.of(file, null));
    }

    FileAnswer file(SecurityContext security, String id) {
        BankFile file = find(security, id);
        return FileAnswer.of(file, files.leftOut(file));
    }

    /** All that it left out, and why. */
    Page<FileAnswer.Skipped> skipped(SecurityContext security, String id, Integer limit, String cursor) {
        return files.leftOut(Fields.actor(security), kind, id, limit, cursor).map(FileAnswer.Skipped::of);
    }

    /** The very bytes, as a download: the same every time (P5). @param request null when there are no preconditions */
    Response content(SecurityContext security, Request request, String id) {
        BankFile file = find(security, id);
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

    private BankFile find(SecurityContext security, String id) {
        return files.file(Fields.actor(security), kind, id);
    }
}
