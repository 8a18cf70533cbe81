/** What may be asked of whoever pays late, and when: pure rules on dated data, with no service and no database. */
package no.grend.dunning.internal.rules;
