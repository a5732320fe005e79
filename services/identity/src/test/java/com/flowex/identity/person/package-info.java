/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.person;

import org.jspecify.annotations.NullMarked;
