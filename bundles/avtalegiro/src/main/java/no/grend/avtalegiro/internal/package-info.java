/** The house of AvtaleGiro: deadlines, mandates, claim files and cancellations. */
package no.grend.avtalegiro.internal;
