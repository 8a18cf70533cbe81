package no.grend.message;

import org.osgi.annotation.versioning.ProviderType;

/** The outbox («utboks»): a message is stored first and sent after commit, at least once. Safe between threads. */
@ProviderType
public interface Messages {

    /**
     * Puts a message in the outbox. The same key again does nothing, so calling again after a crash is harmless (P28).
     *
     * @return whether it is new
     */
    boolean send(Message message);
}
