package no.grend.member.internal.store;

import java.time.Instant;
import no.grend.member.Contact;

/**
 * A contact as its row holds it.
 *
 * @param nationalIdentitySealed encrypted; null when there is none
 * @param organisationNumberSealed encrypted; null when there is none
 * @param version counts changes, for {@code ETag}
 * @param fingerprint of the request that made it; null when it came without an idempotency key
 */
public record StoredContact(
        Contact contact,
        String sex,
        String nationalIdentitySealed,
        String organisationNumberSealed,
        Instant createdAt,
        int version,
        String fingerprint) {}
