/** The ledger's tables: one writer at a time, the journal, and the queries. */
@Header(name = "Grend-Schema", value = "ledger")
package no.grend.ledger.internal.store;

import org.osgi.annotation.bundle.Header;
