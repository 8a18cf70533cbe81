package no.grend.adminrest.internal.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;

class HungUpTest {

    @Test
    void isToldByJettyHoweverDeepItIsWrapped() {
        EofException closed = new EofException("Closed");

        assertThat(HungUp.isCauseOf(closed)).isTrue();
        assertThat(HungUp.isCauseOf(new IllegalStateException(new UncheckedIOException(closed))))
                .isTrue();
    }

    /** A database that breaks its connection says the same in words, and that is for the operator to know. */
    @Test
    void isNotWhatOnlySoundsLikeIt() {
        assertThat(HungUp.isCauseOf(new IllegalStateException(new IOException("Closed"))))
                .isFalse();
        assertThat(HungUp.isCauseOf(new IOException("Broken pipe"))).isFalse();
    }

    @Test
    void endsInACircle() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));

        assertThat(HungUp.isCauseOf(one)).isFalse();
    }
}
