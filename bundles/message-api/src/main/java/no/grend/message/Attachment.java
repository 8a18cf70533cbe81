package no.grend.message;

/**
 * A file («vedlegg») that goes with a message. Only named here: the bytes are fetched from their source when the message is
 * delivered, so that ten thousand invoices in the outbox are not ten thousand files in memory.
 *
 * @param name for whoever saves it, {@code faktura-1001.pdf}: ASCII, no personal data
 * @param mediaType {@code application/pdf}
 * @param source names the {@link no.grend.message.spi.AttachmentSource}
 * @param reference by which that source knows it; gives the same bytes each time
 */
public record Attachment(String name, String mediaType, String source, String reference) {}
