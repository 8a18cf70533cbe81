/** SMS out of the house through an operator's HTTP service. */
package no.grend.message.internal.sms;
