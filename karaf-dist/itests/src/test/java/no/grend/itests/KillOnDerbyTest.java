package no.grend.itests;

import java.util.List;
import java.util.Map;

/** Every fault point of a renewal and of a bank file, on the embedded database. */
class KillOnDerbyTest extends Killing {

    @Override
    List<String> renewalPoints() {
        return List.of(
                "job-claimed",
                "invoice-run-begun",
                "ledger-issue-before-commit",
                "ledger-after-issue",
                "invoice-run-chunk",
                "invoice-run-source-chunk",
                "invoice-run-source-told",
                "avtalegiro-after-number",
                "avtalegiro-after-claims",
                "avtalegiro-after-bytes",
                "invoice-run-collected",
                "job-before-done");
    }

    @Override
    List<String> importPoints() {
        return List.of(
                "ocr-after-store",
                "ledger-post-chunk",
                "ledger-post-before-commit",
                "ledger-after-post",
                "ocr-after-post",
                "ocr-after-report",
                "ocr-after-mandates",
                "member-after-feed",
                "audit-before-seal");
    }

    @Override
    Map<String, String> database() {
        return Map.of();
    }
}
