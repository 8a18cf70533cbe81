package no.grend.minside.internal;

import java.util.Locale;
import no.grend.identity.Actor;
import no.grend.minside.Visit;

/**
 * Who makes a request and how they read.
 *
 * @param member null before sign-in
 * @param session the session's secret; null before sign-in
 * @param preferences language and theme
 */
record Visitor(Actor member, String session, Preferences preferences) {

    boolean signedIn() {
        return member != null;
    }

    Locale language() {
        return preferences.language();
    }

    /** A fresh token for the forms of this page; empty before sign-in, when none is needed. */
    String csrf() {
        return session == null ? "" : CsrfToken.issue(session);
    }

    Visit visit() {
        return new Visit(member, language());
    }
}
