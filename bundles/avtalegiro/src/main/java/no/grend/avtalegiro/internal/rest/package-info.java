/** What staff reach over HTTP. */
package no.grend.avtalegiro.internal.rest;
