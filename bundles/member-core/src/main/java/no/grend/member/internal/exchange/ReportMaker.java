package no.grend.member.internal.exchange;

import java.util.List;
import java.util.function.Function;
import no.grend.identity.Actor;
import no.grend.member.Contact;
import no.grend.member.ContactReports;
import no.grend.member.internal.MemberCore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables that other modules make of the register, by the same hands as the register's own. */
@Component(service = ContactReports.class)
public final class ReportMaker implements ContactReports {

    private final ContactExports exports;

    @Activate
    public ReportMaker(@Reference MemberCore core) {
        this.exports = new ContactExports(core);
    }

    @Override
    public Table csv(
            Actor actor, String report, String purpose, List<String> headers, Function<Contact, List<String>> row) {
        return exports.report(actor, report, purpose, headers, row);
    }
}
