package no.grend.avtalegiro;

import java.time.LocalDate;
import java.util.List;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/** Takes in mandates («faste betalingsoppdrag», FBO) that came with the bank's file (S4-11). Safe between threads. */
@ProviderType
public interface MandateIntake {

    /**
     * Applies one FBO assignment in one transaction. The same source key again changes nothing and gives the same report.
     *
     * @param sourceKey {@code ocr:<sha256>:<assignment's place in the file>}
     * @param receivedOn the business date of the file
     * @param records in file order; type 0 records are a full list of all active (bank-files 4.7)
     */
    Report receive(Actor actor, String sourceKey, LocalDate receivedOn, List<FboRecord> records);

    /**
     * One FBO record.
     *
     * @param line in the file, from 1
     * @param registrationType 0 part of a full list, 1 new or changed, 2 deleted
     * @param writtenNotice whether the payer wants notice (J/N)
     */
    record FboRecord(long line, int registrationType, String kid, boolean writtenNotice) {}

    /** What the assignment did. @param unknown records whose KID no member has; they wait in a queue */
    record Report(int created, int changed, int deleted, int unknown) {}
}
