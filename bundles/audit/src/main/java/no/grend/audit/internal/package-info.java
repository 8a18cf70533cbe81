/** The audit log («endringslogg»): written with each change, sealed into a chain, checked on demand. */
package no.grend.audit.internal;
