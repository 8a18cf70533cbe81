/** The organisation's database as an embedded Derby, which needs no server and has one process. */
package no.grend.db.derby.internal;
