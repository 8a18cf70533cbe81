/** Dunning («purring»): the service, its runs and its letters. */
package no.grend.dunning.internal;
