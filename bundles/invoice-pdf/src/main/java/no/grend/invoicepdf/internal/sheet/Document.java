package no.grend.invoicepdf.internal.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tagged document (PDF/UA-1) that is written page after page: what is kept of a page is some numbers. For one thread.
 */
final class Document {

    private static final int IN_ONE_NODE = 64;

    /** @param top in points from the foot of the page */
    private record Bookmark(String title, int page, long top) {}

    private final Marks marks;
    private final PdfFile file;
    private final Type regular;
    private final Type bold;
    private final Tag root;
    private final int structure;
    private final int resources;
    private final int pages;
    private final List<Integer> nodes = new ArrayList<>();
    private final List<Integer> inNode = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Bookmark> bookmarks = new ArrayList<>();

    Document(Marks marks, OutputStream out) throws IOException {
        this.marks = marks;
        this.file = new PdfFile(out, marks.id());
        this.regular = new Type(Typeface.REGULAR, file.reserve());
        this.bold = new Type(Typeface.BOLD, file.reserve());
        this.structure = file.reserve();
        this.root = Tag.document(file);
        this.resources = file.reserve();
        this.pages = file.reserve();
    }

    /** A part of it, in a language of its own. */
    Tag part(String language) {
        return root.child(file, "Part", "/Lang(" + language + ")");
    }

    Tag child(Tag parent, String kind, String attributes) {
        return parent.child(file, kind, attributes);
    }

    Leaf leaf() {
        return new Leaf(file.reserve(), regular, bold);
    }

    /** @param top in mm from the top of the page */
    void bookmark(String title, Leaf leaf, double top) {
        bookmarks.add(new Bookmark(title, leaf.number(), Math.round((297 - top) * Leaf.POINTS_IN_MM)));
    }

    /** Writes a page; nothing can be drawn on it any more. */
    void add(Leaf leaf) throws IOException {
        if (inNode.isEmpty()) {
            nodes.add(file.reserve());
        }
        int node = nodes.get(nodes.size() - 1);
        int content = file.reserve();
        file.stream(content, "", leaf.drawing().getBytes(StandardCharsets.ISO_8859_1));
        file.object(
                leaf.number(),
                "<</Type/Page/Parent " + PdfFile.reference(node) + "/Contents " + PdfFile.reference(content)
                        + "/StructParents " + parents.size() + ">>");
        int tags = file.reserve();
        file.object(tags, references(leaf.tags()));
        parents.add(tags);
        inNode.add(leaf.number());
        if (inNode.size() == IN_ONE_NODE) {
            endNode();
        }
    }

    /** Writes the structure of all parts so far. */
    void flush() throws IOException {
        root.writeKids(file);
    }

    int pages() {
        return parents.size();
    }

    private void endNode() throws IOException {
        file.object(
                nodes.get(nodes.size() - 1),
                "<</Type/Pages/Parent " + PdfFile.reference(pages) + "/Count " + inNode.size() + "/Kids"
                        + references(inNode) + ">>");
        inNode.clear();
    }

    void end() throws IOException {
        if (!inNode.isEmpty()) {
            endNode();
        }
        regular.write(file);
        bold.write(file);
        file.object(
                resources,
                "<</Font<</R " + PdfFile.reference(regular.number()) + "/B " + PdfFile.reference(bold.number())
                        + ">>>>");
        file.object(
                pages,
                "<</Type/Pages/Count " + pages() + "/Kids" + references(nodes)
                        + "/MediaBox[0 0 595.276 841.89]/Resources " + PdfFile.reference(resources) + ">>");
        int tree = structure();
        int outline = outline();
        int metadata = file.reserve();
        file.plainStream(metadata, "/Type/Metadata/Subtype/XML", marks.xmp());
        int catalog = file.reserve();
        file.object(
                catalog,
                "<</Type/Catalog/Pages " + PdfFile.reference(pages) + "/StructTreeRoot " + PdfFile.reference(tree)
                        + "/MarkInfo<</Marked true>>/Lang(" + marks.language().toLanguageTag()
                        + ")/ViewerPreferences<</DisplayDocTitle true>>/Metadata " + PdfFile.reference(metadata)
                        + "/Outlines " + PdfFile.reference(outline) + "/PageMode/UseNone>>");
        int information = file.reserve();
        file.object(information, marks.information());
        file.end(catalog, information);
    }

    private int structure() throws IOException {
        root.write(file, structure);
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < parents.size(); i++) {
            numbers.append(i)
                    .append(' ')
                    .append(PdfFile.reference(parents.get(i)))
                    .append(' ');
        }
        int tree = file.reserve();
        file.object(tree, "<</Nums[" + numbers + "]>>");
        file.object(
                structure,
                "<</Type/StructTreeRoot/K[" + PdfFile.reference(root.number()) + "]/ParentTree "
                        + PdfFile.reference(tree) + "/ParentTreeNextKey " + parents.size() + ">>");
        return structure;
    }

    private int outline() throws IOException {
        int outline = file.reserve();
        int first = bookmarks.isEmpty() ? 0 : file.reserve();
        for (int i = 1; i < bookmarks.size(); i++) {
            file.reserve();
        }
        for (int i = 0; i < bookmarks.size(); i++) {
            Bookmark mark = bookmarks.get(i);
            file.object(
                    first + i,
                    "<</Title " + PdfFile.text(Style.clean(mark.title())) + "/Parent " + PdfFile.reference(outline)
                            + (i > 0 ? "/Prev " + PdfFile.reference(first + i - 1) : "")
                            + (i < bookmarks.size() - 1 ? "/Next " + PdfFile.reference(first + i + 1) : "")
                            + "/Dest[" + PdfFile.reference(mark.page()) + "/XYZ 0 " + mark.top() + " null]>>");
        }
        file.object(
                outline,
                "<</Type/Outlines/Count " + bookmarks.size()
                        + (bookmarks.isEmpty()
                                ? ""
                                : "/First " + PdfFile.reference(first) + "/Last "
                                        + PdfFile.reference(first + bookmarks.size() - 1))
                        + ">>");
        return outline;
    }

    private static String references(List<Integer> numbers) {
        return numbers.stream().map(PdfFile::reference).collect(Collectors.joining(" ", "[", "]"));
    }
}
