/** Standing agreements on the console. */
package no.grend.agreement.internal.standing.shell;
