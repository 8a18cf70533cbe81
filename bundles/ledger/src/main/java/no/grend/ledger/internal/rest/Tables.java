package no.grend.ledger.internal.rest;

import java.util.List;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import no.grend.ledger.internal.CsvTable;

/** A table as the answer to a request: streamed, and offered under a name to save it by. */
final class Tables {

    private Tables() {}

    static Response answer(String name, List<String> headers, CsvTable.Rows rows) {
        StreamingOutput body = out -> CsvTable.write(out, headers, rows);
        return answer(name, body);
    }

    static Response answer(String name, StreamingOutput body) {
        return Response.ok(body, CsvTable.MEDIA_TYPE + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }
}
