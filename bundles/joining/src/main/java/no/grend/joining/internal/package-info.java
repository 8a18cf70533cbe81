/** The rules of joining («innmelding»). */
package no.grend.joining.internal;
