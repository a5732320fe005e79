@NullMarked
package com.flowex.custody.key;

import org.jspecify.annotations.NullMarked;
