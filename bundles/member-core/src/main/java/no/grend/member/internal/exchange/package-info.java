/** The register in and out as tables: import of CSV, export to CSV and spreadsheet, and who took what. */
package no.grend.member.internal.exchange;
