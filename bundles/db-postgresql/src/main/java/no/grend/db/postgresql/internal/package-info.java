/** The organisation's database on a PostgreSQL server. */
package no.grend.db.postgresql.internal;
