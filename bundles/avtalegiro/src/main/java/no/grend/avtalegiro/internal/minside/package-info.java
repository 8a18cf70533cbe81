/** What members see of AvtaleGiro on Min Side. */
package no.grend.avtalegiro.internal.minside;
