/** The conformance kit for payment providers. */
package no.grend.provider.tck;
