/** What staff reach over HTTP. */
package no.grend.dunning.internal.rest;
