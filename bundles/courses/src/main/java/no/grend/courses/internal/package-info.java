/** The rules of courses («kurs»). */
package no.grend.courses.internal;
