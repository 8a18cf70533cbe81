/** The register for staff, over HTTP. */
package no.grend.member.internal.rest;
