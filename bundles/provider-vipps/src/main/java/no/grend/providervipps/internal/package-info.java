/** Vipps MobilePay, ePayment API version 1. */
package no.grend.providervipps.internal;
