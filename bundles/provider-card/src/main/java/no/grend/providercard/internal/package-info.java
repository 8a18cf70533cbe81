/** Card payments on an acquirer's own page: the Payment API version 1 of Nexi Checkout (formerly Nets Easy). */
package no.grend.providercard.internal;
