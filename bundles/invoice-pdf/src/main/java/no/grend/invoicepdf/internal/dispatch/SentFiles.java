package no.grend.invoicepdf.internal.dispatch;

import java.util.List;
import java.util.Optional;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.dispatch.Papers.Paper;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.DispatchTable;
import no.grend.message.spi.AttachmentSource;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The PDF of each document on its way, set when its e-mail goes, and noted by its sum. Safe between threads. */
@Component(service = {AttachmentSource.class, SentFiles.class})
public final class SentFiles implements AttachmentSource {

    private final Database db;
    private final Papers papers;
    private final Letters letters;

    @Activate
    public SentFiles(
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Papers papers,
            @Reference Letters letters) {
        this.db = db;
        this.papers = papers;
        this.letters = letters;
    }

    @Override
    public String id() {
        return Post.SOURCE;
    }

    @Override
    public Optional<byte[]> read(String reference) {
        Optional<Dispatch> dispatch = db.read(handle -> DispatchTable.byId(handle, reference));
        Optional<Pdf> pdf = dispatch.flatMap(this::pdf);
        if (pdf.isPresent() && dispatch.get().sha256() == null) {
            db.useTransaction(tx -> DispatchTable.sum(tx, reference, pdf.get().sha256()));
        }
        return pdf.map(Pdf::content);
    }

    /** As it was or will be sent; empty when the document is gone. */
    Optional<Pdf> pdf(Dispatch dispatch) {
        return papers.of(List.of(dispatch)).stream().findFirst().map(this::pdf);
    }

    private Pdf pdf(Paper paper) {
        return new Pdf(paper.fileName(), paper.dispatch().documentId(), letters.pdf(paper.letter()));
    }
}
