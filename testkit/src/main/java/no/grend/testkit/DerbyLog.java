package no.grend.testkit;

import java.io.OutputStream;

/** Where Derby writes its log in tests. Derby finds the field by name, so both are public. */
public final class DerbyLog {

    public static final OutputStream SILENCE = OutputStream.nullOutputStream();

    private DerbyLog() {}
}
