/** Mail out of the house by SMTP. */
package no.grend.message.internal.smtp;
