package no.grend.ocr.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An OCR giro and AvtaleGiro file that is as the specification wants it, record by record, and how to spoil it. It is written
 * out here by hand and by no writer of ours, so that a writer and a reader that are wrong in the same way are found out.
 */
final class SoundNetsFile {

    private static final String KID_FIELD = "       050000000100000012";

    /** Three payments, one of them negative and one from a terminal with its text, and three mandates. */
    static final List<String> RECORDS = List.of(
            "NY000010" + "00008080" + "0000042" + "00123456" + zeros(49),
            "NY090020" + "001234567" + "0000001" + "12345678903" + zeros(45),
            "NY091530" + "0000001" + "201126" + "0120100001" + "0" + "00000000000050000" + KID_FIELD + zeros(6),
            "NY091531" + "0000001" + zeros(10) + "100000001" + zeros(7) + "191126" + "99990000001" + zeros(22),
            "NY091030" + "0000002" + "201126" + "0120100002" + "-" + "00000000000010000" + KID_FIELD + zeros(6),
            "NY091031" + "0000002" + zeros(10) + "100000002" + zeros(7) + "191126" + "99990000002" + zeros(22),
            "NY092130" + "0000003" + "201126" + "0120000003" + "0" + "00000000000002500" + " ".repeat(25) + zeros(6),
            "NY092131" + "0000003" + zeros(10) + "123456001" + zeros(7) + "000000" + zeros(11) + zeros(22),
            "NY092132" + "0000003" + "Kiosk                                   " + zeros(25),
            "NY090088" + "00000003" + "00000009" + "00000000000042500" + "201126" + "201126" + "201126" + zeros(21),
            "NY212420" + zeros(9) + "0000001" + "12345678903" + zeros(45),
            "NY219470" + "0000001" + "1" + KID_FIELD + "J" + zeros(38),
            "NY219470" + "0000002" + "2" + KID_FIELD + "N" + zeros(38),
            "NY219470" + "0000003" + "0" + KID_FIELD + "N" + zeros(38),
            "NY212488" + "00000003" + "00000005" + zeros(56),
            "NY000089" + "00000006" + "00000016" + "00000000000042500" + "201126" + zeros(33));

    /** Claims, which go the other way: to the bank. */
    static List<String> claims() {
        return List.of(
                "NY000010" + "00123456" + "0000042" + "00008080" + zeros(49),
                "NY210020" + zeros(9) + "0000001" + "12345678903" + zeros(45),
                "NY210230" + "0000001" + "200127" + " ".repeat(11) + "00000000000050000" + KID_FIELD + zeros(6),
                "NY210231" + "0000001" + "Prøve Pers" + " ".repeat(25) + "Faktura 1                " + zeros(5),
                "NY210088" + "00000001" + "00000004" + "00000000000050000" + "200127" + "200127" + zeros(27),
                "NY000089" + "00000001" + "00000006" + "00000000000050000" + "200127" + zeros(33));
    }

    private SoundNetsFile() {}

    /** The records with other characters from a position of a line on; both count from 1. */
    static List<String> put(List<String> lines, int line, int from, String characters) {
        String old = lines.get(line - 1);
        List<String> changed = new ArrayList<>(lines);
        changed.set(line - 1, old.substring(0, from - 1) + characters + old.substring(from - 1 + characters.length()));
        return changed;
    }

    /** The sound file with another record in place of one. */
    static List<String> replace(int line, String by) {
        List<String> changed = new ArrayList<>(RECORDS);
        changed.set(line - 1, by);
        return changed;
    }

    static byte[] bytes(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String zeros(int count) {
        return "0".repeat(count);
    }
}
