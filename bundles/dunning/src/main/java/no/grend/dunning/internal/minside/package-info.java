/** What members see of their reminders. */
package no.grend.dunning.internal.minside;
