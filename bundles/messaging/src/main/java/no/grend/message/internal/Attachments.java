package no.grend.message.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import no.grend.licence.Licence;
import no.grend.message.Attachment;
import no.grend.message.spi.AttachmentSource;
import no.grend.message.spi.Gateway.File;
import no.grend.message.spi.Gateway.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Fetches what goes with a message from whoever has it, one message at a time. Safe between threads. */
@Component(service = Attachments.class)
public final class Attachments {

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<AttachmentSource> sources = List.of();

    @Activate
    public Attachments(@Reference(target = "(feature=grend-messaging)") Licence licence) {
        licence.feature();
    }

    Attachments(List<AttachmentSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Hands the files on; without a source the message waits, and without a file it will never go. */
    Outcome fetch(List<Attachment> named, Function<List<File>, Outcome> then) {
        List<File> files = new ArrayList<>(named.size());
        for (Attachment attachment : named) {
            Optional<AttachmentSource> source = source(attachment.source());
            if (source.isEmpty()) {
                return new Outcome.Later("The module that has the attachment (" + attachment.source() + ") is away.");
            }
            Optional<byte[]> content = source.get().read(attachment.reference());
            if (content.isEmpty()) {
                return new Outcome.Refused("The attachment is gone.");
            }
            files.add(new File(attachment.name(), attachment.mediaType(), content.get()));
        }
        return then.apply(files);
    }

    private Optional<AttachmentSource> source(String id) {
        return sources.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
