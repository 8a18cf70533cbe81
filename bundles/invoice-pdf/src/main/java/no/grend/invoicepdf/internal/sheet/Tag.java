package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the structure of a document: heading, paragraph, table (ISO 32000-1, 14.7; PDF/UA-1). It holds other places, and
 * what stands on pages.
 */
final class Tag {

    /** Marked content. @param page number of the page's object */
    private record Mark(int page, int id) {}

    private final int number;
    private final Tag parent;
    private final String kind;
    private final String attributes;
    private final List<Object> kids = new ArrayList<>(4);
    private int writtenKids;

    private Tag(int number, Tag parent, String kind, String attributes) {
        this.number = number;
        this.parent = parent;
        this.kind = kind;
        this.attributes = attributes;
    }

    /** The whole of a document. */
    static Tag document(PdfFile file) {
        return new Tag(file.reserve(), null, "Document", "");
    }

    Tag child(PdfFile file, String kind) {
        return child(file, kind, "");
    }

    /** @param attributes further entries of its dictionary */
    Tag child(PdfFile file, String kind, String attributes) {
        Tag child = new Tag(file.reserve(), this, kind, attributes);
        kids.add(child);
        return child;
    }

    String kind() {
        return kind;
    }

    int number() {
        return number;
    }

    void mark(int page, int id) {
        kids.add(new Mark(page, id));
    }

    /** Writes it and all below it. @param root number of what the whole document hangs in */
    void write(PdfFile file, int root) throws IOException {
        writeKids(file);
        file.object(number, body(parent == null ? root : parent.number));
    }

    /** Writes what is below it and lets go of that, so that a long document can be written as it comes. */
    void writeKids(PdfFile file) throws IOException {
        for (; writtenKids < kids.size(); writtenKids++) {
            if (kids.get(writtenKids) instanceof Tag tag) {
                tag.write(file, 0);
                kids.set(writtenKids, tag.number);
            }
        }
    }

    private String body(int above) {
        StringBuilder body = new StringBuilder("<</S/").append(kind).append("/P ");
        body.append(PdfFile.reference(above)).append(attributes);
        Integer page = null;
        StringBuilder list = new StringBuilder();
        for (Object kid : kids) {
            if (kid instanceof Mark mark) {
                page = page == null ? Integer.valueOf(mark.page()) : page;
                list.append(
                        page == mark.page()
                                ? mark.id() + " "
                                : "<</Type/MCR/Pg " + PdfFile.reference(mark.page()) + "/MCID " + mark.id() + ">>");
            } else {
                list.append(PdfFile.reference((Integer) kid)).append(' ');
            }
        }
        if (page != null) {
            body.append("/Pg ").append(PdfFile.reference(page));
        }
        return body.append("/K[").append(list).append("]>>").toString();
    }
}
