package no.grend.invoicepdf.internal.sheet;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.apache.pdfbox.text.TextPosition;

/** Reads back what was set. */
public final class ReadPdf {

    private static final double POINTS_IN_MM = 72 / 25.4;

    private ReadPdf() {}

    /** All text, page after page, with ordinary spaces. */
    public static String text(byte[] pdf) {
        return in(pdf, document -> plain(read(new PDFTextStripper(), document)));
    }

    public static int pages(byte[] pdf) {
        return in(pdf, PDDocument::getNumberOfPages);
    }

    /** The text of one page, from 1, by where it stands. */
    public static String page(byte[] pdf, int number) {
        return in(pdf, document -> {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setStartPage(number);
            stripper.setEndPage(number);
            return plain(read(stripper, document));
        });
    }

    /** The text in an area of the first page. @param mm left, top, width, height */
    static String within(byte[] pdf, List<Integer> mm) {
        return in(pdf, document -> {
            try {
                PDFTextStripperByArea stripper = new PDFTextStripperByArea();
                stripper.addRegion(
                        "area",
                        new Rectangle2D.Double(
                                mm.get(0) * POINTS_IN_MM,
                                mm.get(1) * POINTS_IN_MM,
                                mm.get(2) * POINTS_IN_MM,
                                mm.get(3) * POINTS_IN_MM));
                stripper.extractRegions(document.getPage(0));
                return plain(stripper.getTextForRegion("area")).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A piece of text, where it stands. In mm from the top left corner; bottom is its baseline. */
    record Placed(String text, int page, double left, double right, double top, double bottom) {}

    /** Every glyph, in the order of reading. */
    static List<Placed> glyphs(byte[] pdf) {
        return in(pdf, document -> {
            List<Placed> placed = new ArrayList<>();
            read(
                    new PDFTextStripper() {
                        @Override
                        protected void processTextPosition(TextPosition at) {
                            placed.add(placed(at, getCurrentPageNo()));
                        }
                    },
                    document);
            return placed;
        });
    }

    private static Placed placed(TextPosition at, int page) {
        return new Placed(
                at.getUnicode(),
                page,
                at.getXDirAdj() / POINTS_IN_MM,
                (at.getXDirAdj() + at.getWidthDirAdj()) / POINTS_IN_MM,
                (at.getYDirAdj() - at.getHeightDir()) / POINTS_IN_MM,
                at.getYDirAdj() / POINTS_IN_MM);
    }

    static <T> T in(byte[] pdf, Function<PDDocument, T> look) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return look.apply(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(PDFTextStripper stripper, PDDocument document) {
        try {
            return stripper.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace("\r\n", "\n");
    }
}
