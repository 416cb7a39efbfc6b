/** Stub of lightning/mobileCapabilities: a browser, until a test puts a scanner in. */
let scanner = { isAvailable: () => false };

export const getBarcodeScanner = () => scanner;

/** Puts a scanner in that answers with these codes, or fails with this error. */
export function simulateScanner({ codes, error }) {
    scanner = {
        barcodeTypes: { QR: 'qr', CODE_128: 'code128', EAN_13: 'ean13', DATA_MATRIX: 'datamatrix' },
        isAvailable: () => true,
        scan: () => (error ? Promise.reject(error) : Promise.resolve(codes.map((value) => ({ type: 'qr', value })))),
        dismiss: () => {}
    };
}

export function removeScanner() {
    scanner = { isAvailable: () => false };
}
