/** How documents reach people («utsending»): by e-mail or on paper, what became of it, and what is printed. */
package no.grend.invoicepdf.internal.dispatch;
