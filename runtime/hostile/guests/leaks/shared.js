exports.purpose = 'required by require-cache';
