/** The tables of standing agreements; the change log is the module's. */
package no.grend.agreement.internal.standing.store;
