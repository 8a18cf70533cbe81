/** Courses on Min Side, and for anybody on the web. */
package no.grend.courses.internal.minside;
